"""Articles that try to give the model orders, and how far they move the article's own records."""
