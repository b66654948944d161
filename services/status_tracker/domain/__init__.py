"""Where a claim is and what it needs: rules without a database."""
