namespace Skylite.Workbench.Jobs;

/// <summary>What an <see cref="ExportJob"/> writes; nothing that is null.</summary>
/// <param name="Model">An ONNX file written by Skylite.</param>
public sealed record ExportOptions(string Model)
{
    /// <summary>The variant for the QGIS plugin Deepness.</summary>
    public string? Deepness { get; init; }

    /// <summary>The STAC item.</summary>
    public string? Stac { get; init; }

    /// <summary>The model card.</summary>
    public string? Card { get; init; }

    /// <summary>Ground size in metres of the pixels that the model was trained on; <see langword="null"/> takes what the model says.</summary>
    public double? PixelSize { get; init; }
}
