"""How well each expert knows a matter, from the words of their works, in Chinese and English."""

from jialing.match.expertise.scoring import Because, Corpus, Expertise, Text, corpus, expertise
from jialing.match.expertise.words import language_of, terms, words

__all__ = ["Because", "Corpus", "Expertise", "Text", "corpus", "expertise", "language_of", "terms", "words"]
