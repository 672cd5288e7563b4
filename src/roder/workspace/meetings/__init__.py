"""The pages of meetings: called, opened, voted, decided and minuted, one step after another."""
