using Skylite.Imagery.Datasets;

namespace Skylite.Imagery.Splits;

/// <summary>Draws, class by class, which images train, validate and test.</summary>
public static class StratifiedSplit
{
    /// <summary>
    /// Assigns each sample its part. The draw of a class depends on the seed, the class name
    /// and its file names only, not on other classes or on the order of the samples.
    /// </summary>
    /// <param name="samples">The samples.</param>
    /// <param name="classes">Class names by label.</param>
    /// <param name="options">Shares and seed.</param>
    /// <returns>The part of each sample, in the order of <paramref name="samples"/>.</returns>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    /// <exception cref="InvalidDataException">A class has too few images to give each part one; the message names it.</exception>
    public static SplitPart[] Draw(IReadOnlyList<SceneSample> samples, IReadOnlyList<string> classes, SplitOptions options)
    {
        options.Validate();
        var parts = new SplitPart[samples.Count];
        for (var label = 0; label < classes.Count; label++)
        {
            var members = Shuffled(Enumerable.Range(0, samples.Count).Where(i => samples[i].Label == label), samples, classes[label], options.Seed);
            var (train, validation) = Counts(members.Length, classes[label], options);
            for (var i = 0; i < members.Length; i++)
            {
                parts[members[i]] = i < train ? SplitPart.Train : i < train + validation ? SplitPart.Validation : SplitPart.Test;
            }
        }

        return parts;
    }

    /// <summary>Images of one class in a drawn order, which depends on the seed, the class name and the file names only.</summary>
    internal static int[] Shuffled(IEnumerable<int> members, IReadOnlyList<SceneSample> samples, string name, int seed)
    {
        int[] order = [.. members.OrderBy(i => Path.GetFileName(samples[i].Path), StringComparer.Ordinal)];
        new SampleRandom(SampleRandom.Mix(SampleRandom.SeedOf(name), (uint)seed)).Shuffle(order.AsSpan());
        return order;
    }

    private static (int Train, int Validation) Counts(int images, string name, SplitOptions options)
    {
        var forTraining = options.TrainPerClass
            ?? Math.Clamp((int)Math.Round(images * options.TrainShare, MidpointRounding.AwayFromZero), 1, Math.Max(1, images - 1));
        var least = options.ValidationShare > 0 ? 2 : 1;
        if (options.TrainPerClass is null)
        {
            forTraining = Math.Max(forTraining, least);
        }

        var validation = options.ValidationShare > 0
            ? Math.Max(1, (int)Math.Round(forTraining * options.ValidationShare, MidpointRounding.AwayFromZero))
            : 0;
        validation = Math.Min(validation, forTraining - 1);
        return forTraining < images && forTraining >= least
            ? (forTraining - validation, validation)
            : throw new InvalidDataException(
                Invariant($"The class '{name}' has {images} images; {forTraining} are to be used for training and validation, ")
                + "and at least one must be left for testing. Use fewer training images per class, or add images.");
    }
}
