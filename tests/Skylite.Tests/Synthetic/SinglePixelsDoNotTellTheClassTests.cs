using Skylite.Imagery.Synthetic;
using Skylite.Imagery.Synthetic.Landscapes;

namespace Skylite.Tests.Synthetic;

/// <summary>The colours of single pixels must give neither their class nor a change away, or learning it would prove nothing.</summary>
public sealed class SinglePixelsDoNotTellTheClassTests
{
    private static readonly SyntheticOptions Options = new() { Width = 64, Height = 64, Seed = 21, Extent = 100, ExtentVariation = 0.15f };

    [Fact]
    public void The_best_threshold_on_the_difference_of_two_dates_finds_few_changes()
    {
        var changed = new long[800];
        var unchanged = new long[800];
        for (var i = 0; i < 24; i++)
        {
            var (before, after, change) = SyntheticLandscapes.RenderPair(Options, i);
            for (var p = 0; p < change.Length; p++)
            {
                var difference = Enumerable.Range(0, 3).Sum(b => Math.Abs(before.Pixels[(b * change.Length) + p] - after.Pixels[(b * change.Length) + p]));
                (change[p] == 1 ? changed : unchanged)[difference]++;
            }
        }

        var best = Enumerable.Range(0, 800).Max(t => F1(changed.Skip(t).Sum(), unchanged.Skip(t).Sum(), changed.Take(t).Sum()));
        var share = changed.Sum() / (double)(changed.Sum() + unchanged.Sum());
        Assert.InRange(share, 0.02, 0.25);
        // Better than calling everything changed, far from useful.
        Assert.InRange(best, F1(changed.Sum(), unchanged.Sum(), 0), 0.45);
    }

    [Fact]
    public void The_nearest_mean_colour_names_few_classes()
    {
        var classes = LandCovers.Classes.Count;
        var images = Enumerable.Range(0, 60).Select(i => SyntheticLandscapes.Render(Options, i)).ToArray();
        var sums = new double[classes, 4];
        foreach (var image in images.Take(40))
        {
            ForEach(image, (mask, colour) =>
            {
                for (var b = 0; b < 3; b++)
                {
                    sums[mask, b] += colour[b];
                }

                sums[mask, 3]++;
            });
        }

        var (hits, seen, said) = (new long[classes], new long[classes], new long[classes]);
        foreach (var image in images.Skip(40))
        {
            ForEach(image, (mask, colour) =>
            {
                var nearest = Enumerable.Range(0, classes).MinBy(c => Enumerable.Range(0, 3).Sum(b => Math.Pow((sums[c, b] / sums[c, 3]) - colour[b], 2)));
                (hits[mask], seen[mask], said[nearest]) = (hits[mask] + (nearest == mask ? 1 : 0), seen[mask] + 1, said[nearest] + 1);
            });
        }

        var meanIoU = Enumerable.Range(0, classes).Average(c => hits[c] / (double)Math.Max(1, seen[c] + said[c] - hits[c]));
        Assert.InRange(meanIoU, 0.05, 0.25);
    }

    private static double F1(long hits, long alarms, long misses) => 2.0 * hits / Math.Max(1, (2 * hits) + alarms + misses);

    private static void ForEach(SyntheticImage image, Action<byte, double[]> pixel)
    {
        var plane = image.Mask.Length;
        for (var p = 0; p < plane; p++)
        {
            pixel(image.Mask[p], [image.Pixels[p], image.Pixels[plane + p], image.Pixels[(2 * plane) + p]]);
        }
    }
}
