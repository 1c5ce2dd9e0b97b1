using Skylite.Graphs.Onnx;
using Skylite.Imagery.Datasets;
using Skylite.Imagery.Splits;
using Skylite.Zoo;

namespace Skylite.Tests.EndToEnd;

[Collection(OneAtATime.Name)]
public class BadInputTests(Playground playground) : IClassFixture<Playground>
{
    private const int Failure = 1;
    private const int Usage = 2;

    private string Out => playground.In("refused");

    [Fact]
    public void Command_lines_that_cannot_be_understood()
    {
        SkyliteProgram.Run("trian").Refused(Usage, "train", "--help");
        SkyliteProgram.Run("train", "--model", "lenet").Refused(Usage, "--data", "--out", "skylite train --help");
        SkyliteProgram.Run("train", "lenet", "--model", "lenet", "--data", "d", "--out", "o").Refused(Usage, "Name the model once");
        SkyliteProgram.Run("list", "models", "--jsno").Refused(Usage, "--json");
        SkyliteProgram.Run("bench", "model.onnx", "--seconds", "long").Refused(Usage, "--seconds", "long");
        SkyliteProgram.Run("bench", "model.onnx", "--threads", "0").Refused(Usage, "--threads");
        SkyliteProgram.Run("bench", "model.onnx", "--seconds", "-1").Refused(Failure, "--seconds", "-1");
        SkyliteProgram.Run("infer", "model.onnx", "scene.tif", "--out", "map.tif", "--probabilty").Refused(Usage, "--probabilty", "--probability");
        SkyliteProgram.Run("bench", "model.onnx", "--against", "other.onnx", "--secnds", "1").Refused(Usage, "--secnds", "--seconds");
        SkyliteProgram.Run("train", "--data", "d", "--out", "o", "--model", "lenet", "--sead", "3").Refused(Usage, "--sead", "--seed");
        SkyliteProgram.Run("list", "modles").Refused(Failure, "models");
    }

    [Fact]
    public void Options_of_what_is_not_asked_for()
    {
        string[] train = ["train", "lenet", "--data", playground.In("scenes"), "--out", Out];
        SkyliteProgram.Run([.. train, "--alpha", "0.5", "--temperature", "2"]).Refused(Failure, "--alpha", "--temperature", "--distill");
        SkyliteProgram.Run([.. train, "--balance-power", "0.5"]).Refused(Failure, "--balance-power", "--balance-classes");
        SkyliteProgram.Run([.. train, "--channel-dropout"]).Refused(Failure, "--channel-dropout");
        SkyliteProgram.Run([.. train, "--crops", "8"]).Refused(Failure, "--crops");
        SkyliteProgram.Run([.. train, "--unfold-batch-norm"]).Refused(Failure, "--unfold-batch-norm");
        SkyliteProgram.Run([.. train, "--cache-mb", "-1"]).Refused(Failure, "--cache-mb", "-1");
        SkyliteProgram.Run([.. train, "--classes", "9"]).Refused(Failure, "--classes");
        SkyliteProgram.Run([.. train, "--split", "split.json", "--train-share", "0.5"]).Refused(Failure, "--train-share");
        string[] compress = ["compress", Written("options.onnx"), "--data", playground.In("scenes"), "--out", Out];
        SkyliteProgram.Run([.. compress, "--prune", "0.5", "--calibration", "min-max"]).Refused(Failure, "--calibration", "--quantize");
        SkyliteProgram.Run([.. compress, "--quantize", "int8", "--rounds", "2"]).Refused(Failure, "--rounds", "--prune");
        SkyliteProgram.Run([.. compress, "--recipe", "recipe.json", "--prune", "0.5"]).Refused(Failure, "--prune");
        NothingWritten();
    }

    [Fact]
    public void Model_files_that_are_missing_or_cut_short()
    {
        SkyliteProgram.Run("inspect", "missing.onnx").Refused(Failure, "missing.onnx");
        var file = Written("cut.onnx");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..5000]);
        foreach (var command in new string[][]
        {
            ["inspect", file], ["bench", file], ["eval", file, "--data", playground.In("scenes")],
            ["compress", file, "--data", playground.In("scenes"), "--quantize", "int8", "--out", Out],
        })
        {
            SkyliteProgram.Run(command).Refused(Failure, "cut.onnx");
        }

        File.WriteAllText(playground.In("text.onnx"), "no model at all");
        SkyliteProgram.Run("bench", playground.In("text.onnx")).Refused(Failure, "text.onnx' is not a model");
        Directory.CreateDirectory(playground.In("a-folder.onnx"));
        SkyliteProgram.Run("ensemble", Written("one.onnx"), Written("two.onnx"), "--out", playground.In("a-folder.onnx"))
            .Refused(Failure, "a-folder.onnx' is a folder");
        SkyliteProgram.Run("inspect", playground.In("a-folder.onnx")).Refused(Failure, "a-folder.onnx");
        NothingWritten();
    }

    [Fact]
    public void Weight_files_that_are_missing_cut_short_or_of_another_network()
    {
        File.WriteAllBytes(playground.In("cut.safetensors"), [200, 0, 0, 0, 0, 0, 0, 0, (byte)'{']);
        File.WriteAllBytes(playground.In("cut.pth"), "PK\u0003\u0004 and no more"u8.ToArray());
        foreach (var weights in new[] { "missing.pth", "cut.safetensors", "cut.pth" })
        {
            SkyliteProgram.Run(playground.Train("scenes", "refused", 1, "--weights", playground.In(weights))).Refused(Failure, weights);
        }

        SkyliteProgram.Run(playground.Train("scenes", "refused", 1, "--weights", Written("lenet.onnx"))).Refused(Failure);
        NothingWritten();
    }

    [Fact]
    public void Data_folders_that_are_missing_or_hold_no_images()
    {
        SkyliteProgram.Run(playground.Train("nowhere", "refused")).Refused(Failure, "nowhere");
        Directory.CreateDirectory(playground.In("empty"));
        SkyliteProgram.Run(playground.Train("empty", "refused")).Refused(Failure, "empty", "no images");
        Directory.CreateDirectory(playground.In("textual", "class"));
        File.WriteAllText(playground.In("textual", "class", "readme.txt"), "no image");
        SkyliteProgram.Run(playground.Train("textual", "refused")).Refused(Failure, "textual", "no images");
        NothingWritten();
    }

    [Fact]
    public void Names_that_nobody_knows_come_back_with_the_nearest()
    {
        var train = playground.Train("scenes", "refused");
        SkyliteProgram.Run([.. train.Select(a => a == "resnet18-0.25" ? "resnet81" : a)]).Refused(Failure, "resnet81", "resnet18");
        SkyliteProgram.Run([.. train, "--optimizer", "adamm"]).Refused(Failure, "adamw");
        SkyliteProgram.Run([.. train, "--schedule", "cosin"]).Refused(Failure, "cosine");
        SkyliteProgram.Run([.. train, "--augment", "vertical-flop"]).Refused(Failure, "vertical-flip");
        SkyliteProgram.Run([.. train, "--normalization", "imagnet"]).Refused(Failure, "imagenet");
        SkyliteProgram.Run([.. train, "--bands", "red,grean,blue"]).Refused(Failure, "grean", "green");
        SkyliteProgram.Run([.. train, "--freeze", "layr1.*"]).Refused(Failure, "layr1.*", "layer1");

        string[] compress = ["compress", Written("any.onnx"), "--data", playground.In("scenes"), "--out", Out];
        SkyliteProgram.Run([.. compress, "--prune", "0.5", "--criterion", "l3-norm"]).Refused(Failure, "l1-norm");
        SkyliteProgram.Run([.. compress, "--quantize", "int9"]).Refused(Failure, "int8");
        File.WriteAllText(playground.In("recipe.json"), """[{ "step": "quantise" }]""");
        SkyliteProgram.Run([.. compress, "--recipe", playground.In("recipe.json")]).Refused(Failure, "recipe.json", "quantize");
        NothingWritten();
    }

    [Fact]
    public void Numbers_that_make_no_sense()
    {
        var train = playground.Train("scenes", "refused");
        SkyliteProgram.Run([.. train, "--train-share", "1.5"]).Refused(Failure, "1.5");
        SkyliteProgram.Run([.. train, "--lr", "-1"]).Refused(Failure, "learning rate");
        SkyliteProgram.Run([.. train, "--lr-scale", "fc.*=0"]).Refused(Failure, "fc.*=0", "--freeze");
        SkyliteProgram.Run([.. train, "--size", "0"]).Refused(Failure, "0 × 0");
        SkyliteProgram.Run("compress", Written("any.onnx"), "--data", playground.In("scenes"), "--out", Out, "--prune", "50").Refused(Failure, "50");
        SkyliteProgram.Run("demo", "--epochs", "0", "--out", Out).Refused(Failure, "epochs");
        NothingWritten();
    }

    [Fact]
    public void A_compression_without_steps_or_an_evaluation_of_a_model_of_others()
    {
        string[] compress = ["compress", Written("theirs.onnx"), "--data", playground.In("scenes"), "--out", Out];
        SkyliteProgram.Run(compress).Refused(Failure, "Nothing to do", "--prune");
        SkyliteProgram.Run("eval", Written("theirs.onnx"), "--data", playground.In("scenes")).Refused(Failure, "theirs.onnx", "skylite train --model");
        NothingWritten();
    }

    [Fact]
    public void Images_with_other_bands_or_other_classes_than_the_model()
    {
        var model = playground.In("trained", "model.onnx");
        SkyliteProgram.Run(playground.Train("scenes", "trained")).Succeeded();
        playground.Draw("two", 2, 8);
        playground.Draw("infrared", 3, 8, bands: 4);

        SkyliteProgram.Run("eval", model, "--data", playground.In("two")).Refused(Failure, "3 classes", "2 (");
        SkyliteProgram.Run("compress", model, "--data", playground.In("two"), "--quantize", "int8", "--out", Out).Refused(Failure, "3 classes");
        string[] fine = [.. playground.Train("infrared", "refused", 1, "--bands", "red,green,blue,nir").Select(a => a == "resnet18-0.25" ? model : a)];
        SkyliteProgram.Run(fine).Refused(Failure, "3 bands", "4 (");
        NothingWritten();

        SkyliteProgram.Run(playground.Train("scenes", "trained")).Refused(Failure, "finished run", "--overwrite");
        File.WriteAllText(playground.In("trained", "model.side-1.onnx"), "of an earlier network");
        SkyliteProgram.Run(playground.Train("scenes", "trained", 1, "--overwrite")).Succeeded();
        Assert.False(File.Exists(playground.In("trained", "model.side-1.onnx")));
        Assert.Single(Directory.EnumerateFiles(playground.In("trained"), "events.out.tfevents.*"));
    }

    [Fact]
    public void A_corrupt_image_is_fatal_or_skipped_and_named()
    {
        playground.Draw("damaged", 3, 12);
        var image = Trained(playground.In("damaged"));
        File.WriteAllBytes(image, File.ReadAllBytes(image)[..80]);
        SkyliteProgram.Run(playground.Train("damaged", "refused")).Refused(Failure, image);
        NothingWritten();

        var outcome = SkyliteProgram.Run(playground.Train("damaged", "skipping", 1, "--skip-corrupt")).Succeeded();
        Assert.Contains(image, outcome.Error, StringComparison.Ordinal);
        Assert.Contains(image, File.ReadAllText(playground.In("skipping", "result.json")), StringComparison.Ordinal);

        var model = playground.In("skipping", "model.onnx");
        SkyliteProgram.Run("eval", model, "--data", playground.In("damaged"), "--part", "train").Refused(Failure, image);
        Assert.Contains(
            image,
            SkyliteProgram.Run("eval", model, "--data", playground.In("damaged"), "--part", "train", "--skip-corrupt").Succeeded().Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_trace_is_shown_only_when_asked_for()
    {
        var outcome = SkyliteProgram.Run("inspect", "missing.onnx", "--verbose");
        Assert.Equal(Failure, outcome.Code);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", outcome.Error, StringComparison.Ordinal);
    }

    private static string Trained(string folder)
    {
        var scenes = SceneCollection.Open(folder);
        var split = SplitManifest.Create(scenes, new SplitOptions { ValidationShare = 0.2 });
        return split.Samples(SplitPart.Train, scenes.Root)[0].Path;
    }

    private string Written(string name)
    {
        OnnxWriter.Write(Models.Build("lenet", new ModelOptions { Classes = 3, InputChannels = 3, Height = 32, Width = 32 }), playground.In(name));
        return playground.In(name);
    }

    private void NothingWritten() => Assert.False(Directory.Exists(Out), $"something was written to {Out}");
}
