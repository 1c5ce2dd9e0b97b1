using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Runs;
using static Skylite.Tests.Native.Maps.MapPlayground;

namespace Skylite.Tests.Native.Maps;

/// <summary>What is finished of a map is kept, and nothing else is taken for it.</summary>
public sealed class ResumedMapTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private static readonly string[] Rgb = ["red", "green", "blue"];

    [Fact]
    public void An_interrupted_run_goes_on_and_ends_with_the_same_map()
    {
        var scene = playground.Scene("long.tif", MapPlayground.Spec(64, 900, 3, Rgb), Blocks);
        var output = playground.In("long-map.tif");
        using var stop = new CancellationTokenSource();
        Assert.Throws<InterruptedRunException>(() => InferJob.Run(Options(scene, output), new StopAtShare(40, stop), stop.Token));
        Assert.False(File.Exists(output));
        Assert.True(File.Exists(MapWriter.PartialFile(output, "json")));
        Assert.Contains(
            "other settings",
            Assert.Throws<InvalidDataException>(() => InferJob.Run(Options(scene, output) with { Resume = true, Overlap = 0.5 })).Message,
            StringComparison.Ordinal);

        var map = InferJob.Run(Options(scene, output) with { Resume = true }).Maps[0];
        Assert.Equal(Enumerable.Range(0, 64 * 900).Select(i => BlockClass(i, 64)), MapPlayground.Pixels(output));
        Assert.True(map.Tiles < 3 * 38, $"{map.Tiles} tiles were run again");
        Assert.True(InferJob.Run(Options(scene, output) with { Resume = true }).Maps[0].WasThere);
    }

    [Fact]
    public void A_run_that_was_stopped_after_its_last_file_is_finished()
    {
        var scene = playground.Scene("last.tif", MapPlayground.Spec(64, 100, 3, Rgb), Blocks);
        var output = playground.In("last-map.tif");
        var journal = MapWriter.PartialFile(output, "json");
        InferJob.Run(Options(scene, output));
        File.WriteAllText(journal, "{}");

        Assert.True(InferJob.Run(Options(scene, output) with { Resume = true }).Maps[0].WasThere);
        Assert.False(File.Exists(journal));
    }

    [Fact]
    public void What_a_virtual_raster_reads_is_part_of_the_scene()
    {
        var part = playground.Scene("part.tif", MapPlayground.Spec(64, 100, 3, Rgb), Blocks);
        var scene = playground.In("mosaic.vrt");
        using (var raster = GdalDataset.Open(part))
        {
            raster.SaveAs(scene, new GdalWriteOptions { Driver = "VRT" });
        }

        var output = playground.In("mosaic-map.tif");
        bool WasThere() => InferJob.Run(Options(scene, output) with { Resume = true }).Maps[0].WasThere;
        Assert.False(WasThere());
        Assert.True(WasThere());

        File.SetLastWriteTimeUtc(part, DateTime.UtcNow.AddMinutes(1));

        Assert.False(WasThere());
    }

    [Fact]
    public void What_lies_beside_a_scene_counts_by_what_it_says_of_it()
    {
        var scene = playground.In("beside.png");
        using (var raster = GdalDataset.Open(playground.Scene("beside.tif", MapPlayground.Spec(64, 100, 3, Rgb), Blocks)))
        {
            raster.SaveAs(scene, new GdalWriteOptions { Driver = "PNG" });
        }

        var output = playground.In("beside-map.tif");
        bool WasThere() => InferJob.Run(Options(scene, output) with { Resume = true }).Maps[0].WasThere;
        void Add(string what) =>
            File.WriteAllText(scene + ".aux.xml", File.ReadAllText(scene + ".aux.xml").Replace("</PAMRasterBand>", what + "</PAMRasterBand>"));
        Assert.False(WasThere());
        Assert.True(WasThere());

        Add("<Metadata><MDI key=\"STATISTICS_MEAN\">366.7</MDI></Metadata>");
        Assert.True(WasThere());
        Add("<NoDataValue>100</NoDataValue>");
        Assert.False(WasThere());
        Assert.True(WasThere());
        // With the file its place goes.
        File.Delete(scene + ".aux.xml");
        Assert.False(WasThere());
    }

    [Fact]
    public void A_run_that_begins_again_leaves_no_journal_of_rows_that_are_gone()
    {
        var scene = playground.Scene("again.tif", MapPlayground.Spec(64, 900, 3, Rgb), Blocks);
        var output = playground.In("again-map.tif");
        var options = Options(scene, output) with { Probability = MapProbability.Winner };
        using var stop = new CancellationTokenSource();
        Assert.Throws<InterruptedRunException>(() => InferJob.Run(options, new StopAtShare(40, stop), stop.Token));
        // The second of its files cannot be made, when the first was emptied already.
        var (second, kept) = (MapWriter.PartialFile(output, "probabilities"), playground.In("kept"));
        File.Move(second, kept);
        Directory.CreateDirectory(second);
        Assert.ThrowsAny<Exception>(() => InferJob.Run(options));
        Directory.Delete(second);
        File.Move(kept, second);

        InferJob.Run(options with { Resume = true });

        Assert.Equal(Enumerable.Range(0, 64 * 900).Select(i => BlockClass(i, 64)), MapPlayground.Pixels(output));
    }

    [Fact]
    public void A_map_is_finished_when_all_its_files_are_there_and_its_own()
    {
        var scene = playground.Scene("parts.tif", MapPlayground.Spec(40, 36, 3, Rgb), Blocks);
        var output = playground.In("parts-map.tif");
        var options = Options(scene, output) with
        {
            Vector = true,
            VectorOut = playground.In("parts-a.gpkg"),
            Probability = MapProbability.Winner,
            Resume = true,
        };
        bool WasThere(InferOptions changed) => InferJob.Run(changed).Maps[0].WasThere;
        Assert.False(WasThere(options));
        Assert.True(WasThere(options));
        Assert.Equal([output, playground.In("parts-a.gpkg"), MapWriter.ProbabilityFile(output)], InferJob.Run(options).Maps[0].Files);

        var renamed = options with { VectorOut = playground.In("parts-b.gpkg") };
        Assert.False(WasThere(renamed));
        Assert.True(File.Exists(playground.In("parts-b.gpkg")));
        Assert.True(WasThere(renamed));
        File.Delete(MapWriter.ProbabilityFile(output));
        Assert.False(WasThere(renamed));

        // Polygons of other settings under the name of these.
        InferJob.Run(Options(scene, playground.In("parts-other.tif")) with { Vector = true, VectorOut = playground.In("parts-b.gpkg"), MinimumArea = 1 });
        Assert.False(WasThere(renamed));
        File.WriteAllText(playground.In("parts-b.gpkg"), "no GeoPackage");
        Assert.False(WasThere(renamed));
        using var polygons = GdalVector.Open(playground.In("parts-b.gpkg"));
        Assert.Equal("pixel.onnx", polygons.Metadata["SKYLITE_MODEL"]);
        Assert.NotNull(polygons.Read());
    }

    private InferOptions Options(string scene, string output) =>
        new() { Model = playground.Network("pixel.onnx", Rgb), Scenes = [scene], Out = output, Threads = 1, Batch = 2 };

    private sealed class StopAtShare(double percent, CancellationTokenSource stop) : IProgress<JobMessage>
    {
        public void Report(JobMessage value)
        {
            var share = value.Text.Split(": ").Last().Split(" %")[0];
            if (double.TryParse(share, System.Globalization.CultureInfo.InvariantCulture, out var done) && done >= percent)
            {
                stop.Cancel();
            }
        }
    }
}
