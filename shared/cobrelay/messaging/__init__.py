"""How an event, a timer, a chunk of a file or a request takes effect, once, in order per claim."""
