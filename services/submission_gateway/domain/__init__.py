"""What the gateway knows of sending, without sending anything."""
