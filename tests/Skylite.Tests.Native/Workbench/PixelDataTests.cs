using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Tests.Native.Dense;
using Skylite.Workbench.Datasets;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Workbench;

/// <summary>What a user says of pixel labels is done or refused, never passed over.</summary>
public sealed class PixelDataTests(PixelRuns runs) : IClassFixture<PixelRuns>
{
    [Fact]
    public void Lists_choose_what_tests()
    {
        Directory.CreateDirectory(runs.In("lists"));
        File.WriteAllText(runs.In("lists", "test.txt"), "p3\np7.png\n");

        using var data = Open(runs.Data("pairs") with { SplitLists = runs.In("lists") });

        Assert.Equal(["label/p3.png", "label/p7.png"], data.Store(SplitPart.Test).Samples.Select(s => s.Name));
        Assert.Equal(8, data.Count(SplitPart.Train) + data.Count(SplitPart.Validation));
    }

    [Fact]
    public void A_division_that_is_read_says_how_it_was_drawn()
    {
        var plain = runs.Data("pairs");
        using (var drawn = Open(plain with { Split = plain.Split with { TrainShare = 0.5 } }))
        {
            drawn.SaveSplit(runs.In("half.json"));
        }

        using var again = Open(plain with { SplitFile = runs.In("half.json") });

        Assert.Equal(0.5, again.Facts.Split.TrainShare);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Batches_are_made_by_one_thread_at_least(int workers) =>
        Assert.Contains(
            "threads that make batches", Assert.Throws<ArgumentException>(() => new TrainingSettings { Workers = workers }).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_for_scenes_alone_is_refused()
    {
        var plain = runs.Data("pairs");

        Assert.Contains("--train-per-class", Refused(() => Open(plain with { Split = plain.Split with { TrainPerClass = 2 } })), StringComparison.Ordinal);
        Assert.Contains("--skip-corrupt", Refused(() => Open(plain with { CorruptImages = CorruptImagePolicy.Skip })), StringComparison.Ordinal);
        using var data = Open(plain);
        Assert.Contains(
            "random-erasing", Refused(() => data.TrainingBatches(PixelRuns.Short with { Augmentations = ["random-erasing"] }, 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_augmentation_dates_stay_in_order_and_in_place()
    {
        using var data = Open(runs.Data("pairs") with { Size = 8 });
        // Where nothing changes the dates are alike, pixel for pixel, unless one is moved; where something does the second is brighter.
        var settings = new TrainingSettings { BatchSize = 4, CropsPerEpoch = 200, Workers = 1, BalancedCrops = 1, Augmentations = ["none"] };

        foreach (var batch in data.TrainingBatches(settings, 0).Epoch(0))
        {
            using (batch)
            {
                var first = batch.PixelsOf(0).Span;
                var second = batch.PixelsOf(1).Span;
                for (var i = 0; i < batch.Labels.Length; i++)
                {
                    var at = (i / 64 * 3 * 64) + (i % 64);
                    var difference = second[at] - first[at];
                    Assert.True(batch.Labels[i] == 1 ? difference > 0.5f : MathF.Abs(difference) < 1e-4f, $"label {batch.Labels[i]}, difference {difference}");
                }
            }
        }
    }

    [Theory]
    [InlineData(0, "'class-2' (no pixel, to train 25 %)")]
    [InlineData(3, "'class-2' (1.172 %, to train 25 %)")]
    [InlineData(8, null)]
    public void Classes_of_which_validation_shows_too_little_are_named(int shown, string? said)
    {
        using var folder = new SmallRasters();
        foreach (var part in new[] { "train", "val", "test" })
        {
            folder.Write($"{part}/images/a.png", 16, 16, 3, (x, y, _) => (byte)(x + y));
            folder.Write($"{part}/masks/a.png", 16, 16, 1, (x, y, _) => (byte)(x >= 12 && (part != "val" || (y * 4) + x - 12 < shown) ? 2 : x % 2));
        }

        using var data = TaskData.Open(new DataRequest("model", ModelTask.SemanticSegmentation, new DataOptions { Directory = folder.Root, Size = 16 }));

        var notes = data.Facts.Notes.Where(n => n.Contains("best epoch", StringComparison.Ordinal)).ToArray();
        Assert.Equal(said is null ? 0 : 1, notes.Length);
        Assert.All(notes, note => Assert.Contains(said!, note, StringComparison.Ordinal));
        Assert.Equal(shown is > 0 and < 8, DatasetInspector.Inspect(folder.Root).Problems.Any(p => p.Contains("best epoch", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(255, 255, "'background': this class", true)]
    [InlineData(0, 3, "'class-1', 'class-2': these classes", false)]
    [InlineData(0, 1, null, false)]
    public void Classes_that_training_never_shows_are_named(byte first, byte second, string? said, bool isAlone)
    {
        using var folder = new SmallRasters();
        foreach (var part in new[] { "train", "val", "test" })
        {
            folder.Write($"{part}/images/a.png", 16, 16, 3, (x, y, _) => (byte)(x + y));
            folder.Write($"{part}/masks/a.png", 16, 16, 1, (x, _, _) => x < 8 ? first : second);
        }

        using var data = TaskData.Open(new DataRequest("model", ModelTask.SemanticSegmentation, new DataOptions { Directory = folder.Root, Size = 16 }));

        var notes = data.Facts.Notes.Where(n => n.Contains("no pixel to train on", StringComparison.Ordinal)).ToArray();
        Assert.Equal(said is null ? 0 : 1, notes.Length);
        Assert.All(notes, note => Assert.Contains(said!, note, StringComparison.Ordinal));
        Assert.Equal(isAlone, notes.Any(n => n.Contains("one class alone", StringComparison.Ordinal)));
    }

    private static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private static DenseData Open(DataOptions images) =>
        (DenseData)TaskData.Open(new DataRequest("model", ModelTask.ChangeDetection, images with { Size = images.Size ?? 16 }));
}
