namespace Skylite.Compression.Quantization;

/// <summary>A graph cannot be quantised; the message names the node or value and says what to do.</summary>
/// <param name="message">One paragraph for the user.</param>
/// <param name="innerException">What caused it, if anything.</param>
public sealed class QuantizationException(string message, Exception? innerException = null) : Exception(message, innerException);
