using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;

namespace Skylite.Tests.Native.Maps;

public sealed class MapTargetsTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private static readonly string[] Rgb = ["red", "green", "blue"];

    [Fact]
    public void No_map_replaces_a_file_of_its_scene()
    {
        string[] bands = [.. Rgb.Select(b => Scene($"{b}.tif", 1))];
        var joined = string.Join('+', bands);
        var roundabout = Path.Combine(Path.GetDirectoryName(bands[2])!, ".", "blue.tif");
        Refuse(bands[1], o => o with { Scenes = [joined], Out = bands[1] });
        Refuse(bands[2], o => o with { Scenes = [joined], Out = roundabout });
    }

    [Fact]
    public void No_map_replaces_a_band_in_the_folder_of_its_scene_nor_of_another()
    {
        Directory.CreateDirectory(playground.In("product"));
        string[] bands = [.. ((string[])["B02", "B03", "B04"]).Select(b => Scene(Path.Combine("product", $"T32_{b}.tif"), 1))];
        var other = Scene("other.tif", 3);
        Refuse(bands[2], o => o with { Scenes = [playground.In("product")], Out = bands[2] });
        // Map of the first scene, named like the second.
        Scene("twin.map.tif", 3);
        Refuse(
            playground.In("twin.map.tif"),
            o => o with { Scenes = [Scene("twin.tif", 3), playground.In("twin.map.tif"), other], Out = Path.GetDirectoryName(other)! });
    }

    [Fact]
    public void No_map_replaces_what_a_virtual_raster_reads()
    {
        var source = Scene("source.tif", 3);
        var view = playground.In("view.vrt");
        using (var raster = GdalDataset.Open(source))
        {
            raster.SaveAs(view, new GdalWriteOptions { Driver = "VRT" });
        }

        using (var raster = GdalDataset.Open(view))
        {
            Assert.Contains(source, raster.Files.Select(Path.GetFullPath));
        }

        Refuse(source, o => o with { Scenes = [view], Out = source });
    }

    [Fact]
    public void Polygons_and_probabilities_replace_no_scene_either()
    {
        var package = playground.In("package.gpkg");
        using (var raster = GdalDataset.Open(Scene("package-source.tif", 3, GdalDataType.Byte)))
        {
            raster.SaveAs(package, new GdalWriteOptions { Driver = "GPKG" });
        }

        Refuse(package, o => o with { Scenes = [package], Out = playground.In("package.tif"), Vector = true });
        var likely = Scene("likely.probability.tif", 3);
        Refuse(likely, o => o with { Scenes = [likely], Out = playground.In("likely.tif"), Probability = MapProbability.Winner });
        var scene = Scene("for-model.tif", 3);
        var model = playground.In("model.gpkg");
        File.Copy(Model, model);
        Refuse(model, o => o with { Model = model, Scenes = [scene], Out = playground.In("for-model-map.tif"), Vector = true, VectorOut = model });
    }

    [Fact]
    public void A_link_hides_no_file_that_is_read()
    {
        var scene = Scene("linked.tif", 3);
        var (link, chain, folder) = (playground.In("link.tif"), playground.In("chain.tif"), playground.In("linked-folder"));
        File.CreateSymbolicLink(link, "linked.tif");
        File.CreateSymbolicLink(chain, link);
        Directory.CreateSymbolicLink(folder, Path.GetDirectoryName(scene)!);
        Refuse(scene, o => o with { Scenes = [link], Out = scene });
        Refuse(link, o => o with { Scenes = [scene], Out = link });
        Refuse(link, o => o with { Scenes = [chain], Out = link });
        var roundabout = Path.Combine(folder, "linked.tif");
        Refuse(roundabout, o => o with { Scenes = [chain], Out = roundabout });
        Refuse(scene, o => o with { Scenes = [roundabout], Out = scene });
        var circle = playground.In("circle.tif");
        File.CreateSymbolicLink(circle, playground.In("round.tif"));
        File.CreateSymbolicLink(playground.In("round.tif"), circle);
        Assert.ThrowsAny<Exception>(() => InferJob.Run(new InferOptions { Model = Model, Scenes = [circle], Out = scene, Threads = 1 }));
    }

    [Fact]
    public void What_lies_beside_a_map_replaces_no_scene_either()
    {
        var odd = Scene("odd.tif", 3);
        var beside = playground.In("map-of-odd.tif.aux.xml");
        File.Move(odd, beside);
        Refuse(beside, o => o with { Scenes = [beside], Out = playground.In("map-of-odd.tif") });
    }

    [Fact]
    public void Two_maps_cannot_share_their_polygons()
    {
        string[] scenes = [Scene("share-1.tif", 3), Scene("share-2.tif", 3)];
        var package = playground.In("shared.gpkg");
        Refuse(package, o => o with { Scenes = scenes, Out = playground.In("sharing"), Vector = true, VectorOut = package });
    }

    [Theory]
    [InlineData("map.png", null, "map.tif")]
    [InlineData("map.JP2", null, "map.tif")]
    [InlineData("map.gpkg", null, "map.tif")]
    [InlineData("ending.tif", "q.shp", "q.gpkg")]
    [InlineData("ending.tif", "q.vrt", "q.gpkg")]
    [InlineData("ending.tif", "q", "q.gpkg")]
    public void A_name_of_another_kind_of_file_is_refused(string output, string? polygons, string advice)
    {
        var scene = Scene("for-endings.tif", 3);
        var options = new InferOptions
        {
            Model = Model,
            Scenes = [scene],
            Out = playground.In(output),
            Vector = polygons is not null,
            VectorOut = polygons is null ? null : playground.In(polygons),
            Threads = 1,
        };
        Assert.Contains($"'{playground.In(advice)}'", Assert.Throws<ArgumentException>(() => InferJob.Run(options)).Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(options.Out));
    }

    [Fact]
    public void A_folder_may_have_any_name_once_it_is_there_and_one_without_a_known_ending_before()
    {
        var scene = Scene("in-folders.tif", 3);
        Directory.CreateDirectory(playground.In("old.png"));
        foreach (var folder in (string[])["old.png", "maps-2.1", "plain"])
        {
            Assert.True(File.Exists(
                InferJob.Run(new InferOptions { Model = Model, Scenes = [scene], Out = playground.In(folder), Threads = 1 }).Maps[0].Files[0]));
        }
    }

    [Fact]
    public void A_plus_in_the_name_of_a_folder_is_no_seam_between_files()
    {
        Directory.CreateDirectory(playground.In("GMT+2"));
        string[] scenes =
        [
            Scene(Path.Combine("GMT+2", "a.tif"), 3), Scene(Path.Combine("GMT+2", "b+c.tif"), 3), string.Join('+', Rgb.Select(b => Scene($"part-{b}.tif", 1))),
        ];
        var maps = InferJob.Run(new InferOptions { Model = Model, Scenes = scenes, Out = playground.In("maps"), Threads = 1 }).Maps;
        Assert.Equal(["a.map.tif", "b+c.map.tif", "part-red.map.tif"], maps.Select(m => Path.GetFileName(m.Files[0])));
    }

    private string Model => playground.Network("pixel.onnx", Rgb);

    private void Refuse(string file, Func<InferOptions, InferOptions> change)
    {
        var before = File.Exists(file) ? File.ReadAllBytes(file) : [];
        var options = change(new InferOptions { Model = Model, Scenes = [], Out = string.Empty, Threads = 1 });
        Assert.Contains(
            $"'{file}'",
            Assert.Throws<ArgumentException>(() => InferJob.Run(options)).Message.Replace("/./", "/", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Equal(before, File.Exists(file) ? File.ReadAllBytes(file) : []);
    }

    private string Scene(string name, int bands, GdalDataType type = GdalDataType.UInt16) =>
        playground.Scene(
            name,
            MapPlayground.Spec(40, 36, bands, bands == 3 ? Rgb : []) with { DataType = type, BandNames = bands == 3 ? Rgb : null },
            (band, y, x) => ((x / 7) + (y / 5)) % 3 == band ? 90 : 10);
}
