"""What intake does when something happens: one module for each cause."""
