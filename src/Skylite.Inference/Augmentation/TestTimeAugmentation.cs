using Skylite.Graphs;

namespace Skylite.Inference.Augmentation;

/// <summary>Views of an image that a model is asked about; the probabilities of its answers, laid back, are averaged.</summary>
/// <param name="Id">Kebab-case name.</param>
/// <param name="Views">The views; the image as it is comes first.</param>
/// <remarks>Simonyan and Zisserman 2015, section 3.2: soft-max posteriors of the original and flipped images are averaged.</remarks>
public sealed record TestTimeAugmentation(string Id, IReadOnlyList<Symmetry> Views)
{
    private static readonly bool[] Both = [false, true];

    /// <summary>The image alone.</summary>
    public static TestTimeAugmentation None { get; } = new("none", [default]);

    /// <summary>The image, flipped across either axis, and across both: four views.</summary>
    public static TestTimeAugmentation Flips { get; } = new("flips", [.. Combine(false)]);

    /// <summary>All eight views of flips and quarter turns; for square images.</summary>
    public static TestTimeAugmentation FlipsAndTurns { get; } = new("flips-and-turns", [.. Combine(false), .. Combine(true)]);

    /// <summary>Every choice.</summary>
    public static IReadOnlyList<TestTimeAugmentation> All { get; } = [None, Flips, FlipsAndTurns];

    /// <summary>Whether anything is averaged.</summary>
    public bool IsActive => Views.Count > 1;

    /// <summary>Finds a choice by name.</summary>
    /// <exception cref="ArgumentException">There is no such choice; the message names the nearest, or else all.</exception>
    public static TestTimeAugmentation Named(string id) => NearestNames.Find("test-time augmentation", id, All, a => a.Id);

    /// <summary>Makes sure that images can be laid on themselves.</summary>
    /// <exception cref="ArgumentException">They are not square, and rows are to become columns.</exception>
    public void Require(int height, int width)
    {
        if (height != width && Views.Any(v => v.Exchanged))
        {
            throw new ArgumentException(Invariant(
                $"Quarter turns need square images; this model's have {height} × {width} pixels. Use flips."));
        }
    }

    /// <summary>What is done, for results and maps.</summary>
    public override string ToString() => IsActive ? Invariant($"{Id} (probabilities of {Views.Count} views averaged)") : Id;

    private static IEnumerable<Symmetry> Combine(bool exchanged) => from rows in Both from columns in Both select new Symmetry(exchanged, rows, columns);
}
