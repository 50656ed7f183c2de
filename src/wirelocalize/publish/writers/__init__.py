"""One module per output format; each turns an :class:`~wirelocalize.publish.compose.Edition` into bytes."""
