namespace Skylite.Workbench.Reports;

/// <summary>One model's answer for one image.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Label">The class it names.</param>
/// <param name="Confidence">Its probability, 0..1.</param>
public sealed record Guess(string Model, string Label, double Confidence);
