namespace Skylite.Workbench.Reports;

/// <summary>A figure of quality of one model.</summary>
/// <param name="Name">What it is called, such as <c>overall accuracy</c>.</param>
/// <param name="Score">The figure, or null where it is not known.</param>
/// <param name="IsShare">Whether it is a share of 0..1, shown in percent.</param>
public sealed record QualityRow(string Name, Score? Score, bool IsShare = true);
