namespace Skylite.Workbench.Runs;

/// <summary>A disk ran full; the message says what is kept and how to go on.</summary>
/// <param name="what">What could not be written, as a sentence.</param>
/// <param name="advice">What is kept and how to go on, as a sentence.</param>
/// <param name="cause">What went wrong.</param>
public sealed class FullDiskException(string what, string advice, Exception cause) : Exception($"{what} The disk is full. {advice}", cause);
