namespace Skylite.Imagery.Datasets;

/// <summary>One labelled image.</summary>
/// <param name="Path">Full path of the image file.</param>
/// <param name="Label">Index of its class.</param>
public sealed record SceneSample(string Path, int Label);
