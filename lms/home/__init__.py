"""The first page of each person, composed from the features' queries."""
