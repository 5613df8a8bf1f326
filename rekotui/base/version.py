"""The program's version: a constant, because asking the package metadata costs more than a whole look-up."""

VERSION = "0.1.0"
