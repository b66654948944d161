"""What a window counts, without Kafka."""
