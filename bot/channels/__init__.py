"""One module per channel; a channel translates and never decides what to say."""
