namespace Skylite.Imagery.Synthetic;

/// <summary>What a folder of synthetic images holds.</summary>
public sealed record SyntheticDatasetOptions
{
    /// <summary>What the images look like.</summary>
    public SyntheticOptions Scenes { get; init; } = new();

    /// <summary>Images of every class.</summary>
    public int ImagesPerClass { get; init; } = 150;

    /// <summary>The ending of the files: <c>png</c> (three bands only), <c>tif</c> or <c>jpg</c>.</summary>
    public string Format { get; init; } = "png";

    /// <summary>How many images are drawn at a time; it changes the time, never the images.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
