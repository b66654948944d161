"""From placed segments to views: one module per set."""
