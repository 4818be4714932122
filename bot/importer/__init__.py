"""Turns what others publish into files of knowledge/; no Rasa in here."""
