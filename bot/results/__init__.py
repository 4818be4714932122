"""What a guided flow gives at its end: a picture, a page, and the links to them; no Rasa in here."""
