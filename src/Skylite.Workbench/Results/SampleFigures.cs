namespace Skylite.Workbench.Results;

/// <summary>One test image and what two models say about it.</summary>
/// <param name="Path">The image.</param>
/// <param name="Actual">Its class.</param>
/// <param name="Before">What the parent says.</param>
/// <param name="BeforeConfidence">Probability that the parent gives its answer.</param>
/// <param name="After">What the result says.</param>
/// <param name="AfterConfidence">Probability that the result gives its answer.</param>
public sealed record SampleFigures(string Path, string Actual, string Before, double BeforeConfidence, string After, double AfterConfidence);
