namespace Skylite.Workbench.Reports;

/// <summary>A command that had a part in the result.</summary>
/// <param name="Line">The command as it was typed.</param>
/// <param name="Seed">Its seed, or null where nothing is random.</param>
/// <param name="Seconds">How long it took, or null.</param>
public sealed record CommandRow(string Line, long? Seed = null, double? Seconds = null);
