namespace Skylite.Workbench.Datasets;

/// <summary>A folder is no data set that Skylite knows.</summary>
/// <param name="message">What was found instead.</param>
/// <param name="reason">Why the last layout did not fit.</param>
public sealed class UnknownLayoutException(string message, Exception reason) : Exception(message, reason);
