"""Checks of the data that authors write: fast, without Rasa and without training, every problem at once."""
