namespace Skylite.Imagery.Tiling;

/// <summary>How much a tile's opinion counts at each place along an edge, before overlapping tiles are brought to a sum of one.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Value">The weight, positive, of a place from 0 to 1 along the edge.</param>
/// <param name="IsHard">Whether only the tile with the largest weight counts.</param>
public sealed record BlendWindow(string Id, Func<double, double> Value, bool IsHard = false)
{
    private const double GaussianDeviation = 0.125;

    /// <summary>Raised cosine (Hann): 0 at the edges, 1 in the middle.</summary>
    public static BlendWindow Cosine { get; } = new("cosine", t => Math.Pow(Math.Sin(Math.PI * t), 2));

    /// <summary>A Gaussian whose standard deviation is an eighth of the edge.</summary>
    public static BlendWindow Gaussian { get; } = new("gaussian", t => Math.Exp(-Math.Pow((t - 0.5) / GaussianDeviation, 2) / 2));

    /// <summary>The plain mean of all tiles.</summary>
    public static BlendWindow Uniform { get; } = new("uniform", _ => 1);

    /// <summary>Each pixel belongs to the tile whose centre is nearest: fastest, and seams are cut in the middle of the overlap.</summary>
    public static BlendWindow Center { get; } = new("center", t => 1 - Math.Abs(t - 0.5), IsHard: true);

    /// <summary>The window that is taken where nothing else is said.</summary>
    public static BlendWindow Usual => Cosine;

    /// <summary>Every window.</summary>
    public static IReadOnlyList<BlendWindow> All { get; } = [Cosine, Gaussian, Uniform, Center];

    /// <summary>Finds a window by its name.</summary>
    /// <param name="id">Its name.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static BlendWindow Find(string id) => All.FirstOrDefault(w => w.Id == id)
        ?? throw new ArgumentException($"There is no blending window '{id}'; there are {string.Join(", ", All.Select(w => w.Id))}.");
}
