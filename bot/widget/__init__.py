"""The widget: a custom element that a site brings in with one script tag. Here is its Python side: serving the files."""
