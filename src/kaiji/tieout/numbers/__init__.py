"""The numbers of a document against each other: what is added, compared, translated and repeated."""
