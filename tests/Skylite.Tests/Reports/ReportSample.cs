using Skylite.Workbench.Reports;
using Skylite.Workbench.Results;

namespace Skylite.Tests.Reports;

/// <summary>A report with every part filled.</summary>
internal static class ReportSample
{
    private static readonly string[] Classes = ["fields", "forest", "houses", "industry", "parking", "roads", "water"];

    // a grey pixel
    private static readonly byte[] Dot = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    public static ReportModel Full { get; } = new()
    {
        Title = "MobileNetV2 on 7 classes: half the channels, int8",
        Summary =
        [
            "Half of the channels of MobileNetV2 were removed in three steps, fine-tuned with soft targets, and the rest quantised to int8.",
            "The result is 8.6 times smaller and 3.4 times faster at an accuracy that is 0.62 points lower.",
        ],
        Written = new DateTimeOffset(2025, 11, 21, 18, 30, 0, TimeSpan.Zero),
        Models =
        [
            new ModelRow("float")
            {
                Note = "trained 12 epochs, AdamW, one cycle", Parameters = 2_232_839, Macs = 312_862_592, FileBytes = 8_949_112,
                Latencies = [new(1, 1, 12.4), new(1, 8, 101.5), new(2, 1, 7.31), new(2, 8, 58.9)],
                Quality =
                [
                    new("overall accuracy", Score.Of(0.941, 0.938, 0.946)), new("kappa", Score.Of(0.931, 0.928, 0.937), false),
                    new("mean F1", Score.Of(0.940, 0.937, 0.945)),
                ],
            },
            new ModelRow("pruned")
            {
                Note = "half the channels, taylor, distilled", Parameters = 742_119, Macs = 104_112_384, FileBytes = 3_001_004,
                Latencies = [new(1, 1, 5.6), new(1, 8, 44.8), new(2, 1, 3.4), new(2, 8, 25.3)],
                Quality =
                [
                    new("overall accuracy", Score.Of(0.936, 0.931, 0.938)), new("kappa", Score.Of(0.925, 0.920, 0.929), false),
                    new("mean F1", Score.Of(0.935, 0.930, 0.937)),
                ],
            },
            new ModelRow("pruned + int8")
            {
                Note = "static, percentile 99.9, 128 images", Parameters = 742_119, Macs = 104_112_384, FileBytes = 1_040_990,
                Latencies = [new(1, 1, 3.63), new(1, 8, 27.4), new(2, 1, 2.19), new(2, 8, 15.8)],
                Quality =
                [
                    new("overall accuracy", Score.Of(0.9344, 0.9298, 0.9422)), new("kappa", Score.Of(0.923, 0.918, 0.931), false),
                    new("mean F1", Score.Of(0.934, 0.929, 0.9415)),
                ],
            },
        ],
        Layers = [.. Enumerable.Range(0, 34).Select(i => new LayerRow($"/features/{i / 2}/conv/{i % 2}/Conv", "Conv")
        {
            ChannelsBefore = 32 * (1 + (i / 4)), ChannelsAfter = 16 * (1 + (i * 7 % 11 * (1 + (i / 4)) / 8)), MacsBefore = 22_000_000 / (1 + (i / 3)),
            MacsAfter = 7_300_000 / (1 + (i / 2)),
            MillisecondsBefore = 0.9 / (1 + (0.1 * i)), MillisecondsAfter = 0.31 / (1 + (0.08 * i)),
        })],
        Confusions = [.. new[] { "float", "pruned + int8" }.Select((name, m) => new ConfusionTable(
            name,
            Classes,
            [.. Enumerable.Range(0, 7).Select(i =>
                (IReadOnlyList<long>)[.. Enumerable.Range(0, 7).Select(j => i == j ? 94L - m - (2 * i) : ((i * 3) + (j * 5)) % 4 == 1 ? i + m : 0)])]))],
        Curves = [.. new[] { "teacher", "student", "fine-tuning 1", "fine-tuning 2" }
            .Select((name, c) => new TrainingCurve(name, [.. Enumerable.Range(1, 12 - (3 * (c / 2))).Select(e => new EpochRow(e)
            {
                TrainingLoss = (1.9 / (1 + (0.5 * e) + c)) + 0.1, ValidationLoss = (1.8 / (1 + (0.4 * e) + c)) + 0.17,
                TrainingAccuracy = 0.99 - (0.5 / (e + c)), ValidationAccuracy = 0.945 - (0.5 / (e + c + 0.5)), LearningRate = 5e-4 * Math.Cos(e / 9.0),
            })]))],
        Samples = [.. Enumerable.Range(0, 12).Select(i => new SamplePrediction(
            Dot,
            Classes[i % 7],
            [new Guess("float", Classes[i % 7], 0.973 - (0.02 * i)), new Guess("pruned + int8", Classes[(i % 5 == 4 ? i + 1 : i) % 7], 0.914 - (0.03 * i))]))],
        Classes = [.. new[] { "float", "pruned + int8" }.Select((name, m) => new ClassFiguresTable(
            name, Classes, [.. Classes.Select((_, c) => new ClassFigures(0.98, 0.96, 0.97 - (0.02 * c) - (0.01 * m), 0.94 - (0.03 * c) - (0.01 * m)))]))],
        Maps = new MapGallery(
            [new MapView(
                "a/label/1.png, column 0, row 256",
                "right: parent 97.1 %, compressed 96.4 % of the labelled pixels",
                [.. new[] { "image", "reference", "parent", "compressed", "difference" }.Select(caption => new MapPicture(caption, Dot))])],
            [new LegendEntry("#3080ff", "water")],
            [new LegendEntry("#d55e00", "right only before compression")]),
        Certificates =
        [
            new CertificateRow("step 1: 25 % of the channels", 1312, 5232, 4.8e-7, 2.1e-6, 1e-4),
            new CertificateRow("step 2: 50 % of the channels", 2624, 5232, 6.2e-7, 3.4e-3, 1e-4),
        ],
        Sensitivity = new SensitivityFigures
        {
            Model = "model.onnx",
            Checksum = "c",
            SplitChecksum = "s",
            Images = 64,
            Criterion = "taylor",
            Seed = 0,
            Ratios = [0.5, 0.9],
            Baseline = 0.96,
            IsComplete = true,
            Groups = [new GroupSensitivity(
                1, "features.0.weight", 32, ["/features/0/Conv"], [new SensitivityPoint(0.5, 0.71), new SensitivityPoint(0.9, 0.2)])],
        },
        Commands =
        [
            new CommandRow("skylite train --model mobilenet-v2 --data scenes --out runs/float", 1, 184.2),
            new CommandRow(
                "skylite compress runs/float/best.onnx --data scenes --prune 0.5 --criterion "
                + "taylor --distill runs/float/best.onnx --quantize int8 --out runs/small",
                1,
                96.1),
            new CommandRow("skylite bench runs/small/model.onnx --against runs/float/best.onnx --threads 1,2 --batch 1,8"),
        ],
        Environment =
        [
            new FactRow("Machine", "Processor", "AMD EPYC 9R14, 2 cores"),
            new FactRow("Machine", "Instruction sets", "AVX2 FMA AVX-512F AVX-512VNNI AVX-512BF16"), new FactRow("Versions", "ONNX Runtime", "1.30.0"),
            new FactRow("Versions", "libtorch", "1.13.1"), new FactRow("Data", "Split", "20 % train, seed 1, sha256 9f2c…"),
        ],
    };
}
