"""The written report: Form SD and the Conflict Minerals Report, each sentence with its evidence."""
