using Skylite.Imagery;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Dense.Labels;
using Skylite.Native.Gdal;

namespace Skylite.Workbench.Previews;

/// <summary>Chooses pieces of pixel-labelled samples that are worth looking at.</summary>
internal static class SampleCrops
{
    private const int Tries = 8;

    /// <summary>Draws samples, and of each that is larger than a crop the piece with the most classes among a few drawn ones.</summary>
    /// <param name="collection">The data set.</param>
    /// <param name="samples">Its samples, with windows.</param>
    /// <param name="wanted">How many, how large, which classes, which seed.</param>
    /// <returns>Samples whose windows are the pieces; fewer than wanted where there are not enough.</returns>
    public static IReadOnlyList<DenseSample> Choose(DenseCollection collection, IReadOnlyList<DenseSample> samples, CropChoice wanted)
    {
        var random = new SampleRandom((ulong)wanted.Seed);
        var order = Enumerable.Range(0, samples.Count).ToArray();
        random.Shuffle(order.AsSpan());
        var chosen = new List<DenseSample>();
        using var store = new DenseStore(collection, samples);
        using var reader = new DenseReader(store);
        // Large rasters give several pieces when there are few of them.
        for (var round = 0; chosen.Count < wanted.Count && round < Tries; round++)
        {
            foreach (var index in order)
            {
                if (chosen.Count == wanted.Count)
                {
                    break;
                }

                var area = samples[index].Window!.Value;
                var isWhole = area.Width <= wanted.Side && area.Height <= wanted.Side;
                if (isWhole && round > 0)
                {
                    continue;
                }

                if (Best(reader, store, index, wanted, random) is { } window
                    && samples[index] with { Window = window with { X = area.X + window.X, Y = area.Y + window.Y } } is var piece
                    && !chosen.Exists(c => c.Mask == piece.Mask && Overlap(c.Window!.Value, piece.Window!.Value)))
                {
                    chosen.Add(piece);
                }
            }
        }

        return chosen;
    }

    /// <summary>What a piece is called: the sample's name, and where in the raster it begins unless it is all of it.</summary>
    /// <param name="collection">The data set.</param>
    /// <param name="piece">The piece.</param>
    public static string NameOf(DenseCollection collection, DenseSample piece) => collection.Samples.Any(s => s.Name == piece.Name && s.Window == piece.Window)
        ? piece.Name
        : Invariant($"{piece.Name} at x {piece.Window!.Value.X}, y {piece.Window.Value.Y}");

    private static bool Overlap(GdalWindow a, GdalWindow b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;

    private static GdalWindow? Best(DenseReader reader, DenseStore store, int index, CropChoice wanted, SampleRandom random)
    {
        var area = store.Samples[index].Window!.Value;
        var (width, height) = (Math.Min(area.Width, wanted.Side), Math.Min(area.Height, wanted.Side));
        var pixels = new float[store.Planes * width * height];
        var labels = new byte[width * height];
        (GdalWindow Window, long Score)? best = null;
        for (var i = 0; i < (width == area.Width && height == area.Height ? 1 : Tries); i++)
        {
            var window = new GdalWindow(random.Next(area.Width - width + 1), random.Next(area.Height - height + 1), width, height);
            reader.Read(index, window, pixels, labels);
            var counts = new int[LabelValue.Ignore + 1];
            foreach (var label in labels)
            {
                counts[label]++;
            }

            if (wanted.Classes.Count > 0 && !wanted.Classes.Any(c => counts[c] > 0))
            {
                continue;
            }

            // Many classes first, then as even as possible.
            var kinds = counts[..LabelValue.Ignore].Count(c => c > 0);
            var score = ((long)kinds << 32) + labels.Length - counts[..LabelValue.Ignore].Max();
            best = best is { } other && other.Score >= score ? best : (window, score);
        }

        return best?.Window;
    }
}
