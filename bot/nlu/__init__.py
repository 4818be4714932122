"""How messages are understood: linking of jobs, features, the classifier, and the Rasa components around them."""
