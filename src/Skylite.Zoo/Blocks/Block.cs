using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>A building block that leaves channels and size as they are, so that it can be put behind any layer.</summary>
/// <param name="Id">Kebab-case name, the same in the command line, files and documents.</param>
/// <param name="Source">Authors, year and title of the paper.</param>
/// <param name="Add">Adds the layers behind an image-shaped value, named after the block, and returns a value of its shape.</param>
public sealed record Block(string Id, string Source, Func<NetworkBuilder, string, Value, Value> Add)
{
    /// <summary>Most pixels of a level that <see cref="NetworkBuilder.Refine"/> gives to a block that compares all of them: 32 × 32.</summary>
    public const int MostPixels = 1024;

    /// <summary>Whether every pixel is compared with every other, so that memory grows with the square of their number.</summary>
    public bool ComparesAllPixels { get; init; }
}
