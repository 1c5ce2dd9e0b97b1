using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>Divides samples into training, validation and test; what the authors of a data set divided stays so.</summary>
public static class DenseSplit
{
    // Fewer samples than this cannot be divided fairly as wholes: they are cut into blocks that do not overlap.
    private const int FewestWholes = 6;

    private const int FewestToChooseFrom = 2;

    // Halved until there are enough blocks to draw from.
    private const int UsualSide = 256;
    private const int SmallestUsualSide = 32;
    private const int EnoughBlocks = 10;

    /// <summary>The side of the blocks that few rasters are cut into: what the options say, else 256, or half of it as often as ten blocks need.</summary>
    /// <param name="samples">Samples with windows.</param>
    /// <param name="options">Shares and seed.</param>
    public static int BlockSide(IReadOnlyList<DenseSample> samples, SplitOptions options)
    {
        if (options.BlockSide is { } said)
        {
            return said;
        }

        DenseSample[] pool = [.. samples.Where(IsOpen)];
        var side = UsualSide;
        while (side > SmallestUsualSide && pool.Sum(s => Grid(s, side) is var (columns, rows) ? columns * rows : 0) < EnoughBlocks)
        {
            side /= 2;
        }

        return side;
    }

    /// <summary>
    /// The samples that are used, without those that are omitted. Where they were divided into training and validation alone, the latter test, as authors who
    /// hide the labels of their test part mean it; others stay as they are.
    /// </summary>
    /// <param name="samples">Samples, with the parts that authors or lists give them.</param>
    /// <returns>The samples, and where something was changed what a user should know.</returns>
    public static (IReadOnlyList<DenseSample> Samples, IReadOnlyList<string> Notes) Complete(IReadOnlyList<DenseSample> samples)
    {
        DenseSample[] used = [.. samples.Where(s => s.Omission is null)];
        string[] notes =
            [.. samples.Where(s => s.Omission is not null).GroupBy(s => s.Omission!.Value, s => s.Name).Select(g => Omitted(g.Key, [.. g.Distinct()]))];
        return used.All(s => s.Part is SplitPart.Train or SplitPart.Validation) && used.Any(s => s.Part == SplitPart.Validation)
            ? ([.. used.Select(s => s.Part == SplitPart.Validation ? s with { Part = SplitPart.Test } : s)],
                [.. notes, "there are no samples to test on, so those for validation test, "
                    + "and nothing else is done with them; what validates is drawn from those to train on"])
            : (used, notes);
    }

    /// <summary>Gives every sample its part.</summary>
    /// <param name="samples">Samples with windows.</param>
    /// <param name="options">Shares and seed.</param>
    /// <returns>Samples with parts; where rasters were cut into blocks, one for each block.</returns>
    /// <exception cref="InvalidDataException">There is too little to divide.</exception>
    public static IReadOnlyList<DenseSample> Draw(IReadOnlyList<DenseSample> samples, SplitOptions options)
    {
        options.Validate();
        var random = new SampleRandom((ulong)options.Seed);
        options = options with { BlockSide = BlockSide(samples, options) };
        samples = Complete(samples).Samples;
        List<DenseSample> done = [.. samples.Where(s => s.Part is SplitPart.Test or SplitPart.Validation)];
        List<DenseSample> pool = [.. samples.Where(IsOpen)];
        var isTestDrawn = !done.Any(s => s.Part == SplitPart.Test);
        if (isTestDrawn)
        {
            pool = Take(Units(pool, options), SplitPart.Test, 1 - options.TrainShare, done, options, random);
        }

        // Data that only tests leaves nothing to validate on.
        if (pool.Count > 0 && options.ValidationShare > 0 && !done.Any(s => s.Part == SplitPart.Validation))
        {
            // What the authors say is for training gives way to validation only where nothing was left open.
            var open = pool.Where(s => s.Part is null).ToList();
            if (open.Count >= FewestToChooseFrom)
            {
                done.AddRange(pool.Where(s => s.Part is not null));
                pool = open;
            }

            // Wholes or blocks is decided once, or blocks of one raster would train and validate where others are kept apart.
            var units = isTestDrawn && pool.Count >= FewestToChooseFrom ? pool : Units(pool, options);
            pool = Take(units, SplitPart.Validation, options.ValidationShare, done, options, random);
        }

        done.AddRange(pool.Select(s => s with { Part = SplitPart.Train }));
        return [.. done.OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Window!.Value.Y).ThenBy(s => s.Window!.Value.X)];
    }

    private static string Omitted(DenseOmission why, string[] names)
    {
        var (what, are) = names.Length == 1 ? ($"'{names[0]}'", "is") : (Invariant($"{names.Length} samples, such as '{names[0]}',"), "are");
        return why == DenseOmission.Unlisted
            ? $"{what} {are} on none of the lists beside the data and {are} not used; --split-lists none divides all samples anew"
            : $"{what} {are} not used: labels there are known to be wrong; lists of --split-lists that name what they are called use them all the same";
    }

    private static List<DenseSample> Units(List<DenseSample> pool, SplitOptions options) =>
        pool.Count < FewestWholes ? [.. pool.SelectMany(s => Blocks(s, options.BlockSide!.Value))] : pool;

    private static List<DenseSample> Take(
        List<DenseSample> pool, SplitPart part, double share, List<DenseSample> done, SplitOptions options, SampleRandom random)
    {
        if (pool.Count < FewestToChooseFrom)
        {
            throw new InvalidDataException(
                $"There is too little to divide: {pool.Count} samples or blocks of {options.BlockSide} × {options.BlockSide} pixels. "
                + "Use smaller blocks (--split-blocks), or keep samples for validation and test in folders 'val' and 'test'.");
        }

        var order = Groups(pool, options.Grouping ?? SplitOptions.UsualGrouping);
        random.Shuffle(order.AsSpan());
        var count = Math.Clamp((int)Math.Round(share * pool.Count), 1, pool.Count - 1);
        var (groups, taken) = (0, 0);
        for (; groups < order.Length - 1 && taken < count; groups++)
        {
            taken += order[groups].Length;
        }

        done.AddRange(order.Take(groups).SelectMany(g => g).Select(s => s with { Part = part }));
        return [.. order.Skip(groups).SelectMany(g => g)];
    }

    // What was cut from one larger image, going by names, stays together, unless there is
    // no other; blocks of one raster have one name and are divided on purpose.
    private static DenseSample[][] Groups(List<DenseSample> pool, int grouping)
    {
        var isCut = pool.Select(s => s.Name).Distinct().Count() == pool.Count;
        string[] names = [.. pool.Select(s => s.Name)];
        var tiles = grouping == 1 ? [.. names.Select(TileNames.Source)] : TileNames.Sources(names);
        var sources = tiles.Select((source, i) => isCut && source is not null ? source : Invariant($"/{i}"));
        DenseSample[][] groups = [.. pool.Zip(sources).GroupBy(s => s.Second, s => s.First).Select(g => g.ToArray())];
        return groups.Length < FewestToChooseFrom ? [.. pool.Select(s => new[] { s })] : groups;
    }

    private static bool IsOpen(DenseSample sample) => sample.Part is null or SplitPart.Train;

    private static (int Columns, int Rows) Grid(DenseSample sample, int side) =>
        (Math.Max(1, sample.Window!.Value.Width / side), Math.Max(1, sample.Window.Value.Height / side));

    // Blocks of a grid; what is left over at the right and bottom goes to the last ones.
    private static IEnumerable<DenseSample> Blocks(DenseSample sample, int side)
    {
        var window = sample.Window!.Value;
        var (columns, rows) = Grid(sample, side);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var width = column < columns - 1 ? side : window.Width - (column * side);
                var height = row < rows - 1 ? side : window.Height - (row * side);
                yield return sample with { Window = new GdalWindow(window.X + (column * side), window.Y + (row * side), width, height) };
            }
        }
    }
}
