"""The joint programme: funders of several jurisdictions, their money, and where it goes."""
