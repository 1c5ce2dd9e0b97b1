namespace Skylite.Workbench.Reports;

/// <summary>A fact about the machine, the engines or the data.</summary>
/// <param name="Topic">The heading it stands under, for instance <c>Machine</c>.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Value">What holds.</param>
public sealed record FactRow(string Topic, string Name, string Value);
