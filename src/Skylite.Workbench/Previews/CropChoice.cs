namespace Skylite.Workbench.Previews;

/// <summary>Which pieces of samples are wanted.</summary>
/// <param name="Count">How many.</param>
/// <param name="Side">Largest side in pixels.</param>
/// <param name="Seed">Seed of the draw.</param>
/// <param name="Classes">Only pieces with at least one of these classes; empty for any.</param>
internal sealed record CropChoice(int Count, int Side, int Seed, IReadOnlyList<int> Classes);
