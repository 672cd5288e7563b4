"""The pages of versions of the budget: the list, one version and its lines, two set against each other, a file taken in."""
