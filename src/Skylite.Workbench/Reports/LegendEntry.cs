namespace Skylite.Workbench.Reports;

/// <summary>What a colour means.</summary>
/// <param name="Color">The colour as <c>#rrggbb</c>.</param>
/// <param name="Meaning">What it stands for.</param>
public sealed record LegendEntry(string Color, string Meaning);
