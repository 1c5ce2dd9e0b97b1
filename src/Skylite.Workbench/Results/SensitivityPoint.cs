namespace Skylite.Workbench.Results;

/// <summary>The accuracy that is left when a share of one group of channels goes.</summary>
/// <param name="Ratio">The share, above 0.</param>
/// <param name="Accuracy">Overall accuracy, 0 … 1.</param>
public sealed record SensitivityPoint(double Ratio, double Accuracy);
