"""What the components leave on a document: registered once, before any pipeline is built."""

from spacy.tokens import Doc

for name, default in (("given", None), ("layout", None), ("units", ()), ("judgements", ())):
    if not Doc.has_extension(name):
        Doc.set_extension(name, default=default)
