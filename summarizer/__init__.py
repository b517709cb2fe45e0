"""News articles in, grounded records and neutral cited summaries out."""
