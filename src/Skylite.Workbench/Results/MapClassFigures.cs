namespace Skylite.Workbench.Results;

/// <summary>How much of a map one class takes.</summary>
/// <param name="Name">The class.</param>
/// <param name="Value">Its pixel value.</param>
/// <param name="Pixels">Its pixels.</param>
/// <param name="Share">Their share of the pixels with data, 0 to 1.</param>
public sealed record MapClassFigures(string Name, int Value, long Pixels, double Share)
{
    /// <summary>Its area on the ground in m²; <see langword="null"/> where the scene does not say where it lies.</summary>
    public double? SquareMetres { get; init; }
}
