"""A commune to try the product in: invented people, dates relative to today, everything through the features' own actions."""
