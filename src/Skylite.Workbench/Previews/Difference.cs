using System.Globalization;

namespace Skylite.Workbench.Previews;

/// <summary>Colours where labels and predictions differ, over a faint image.</summary>
/// <param name="isChange">Whether class 1 is something that is found, missed or falsely found; else classes are right or wrong.</param>
public sealed class Difference(bool isChange)
{
    private const float Faint = 0.6f;

    /// <summary>Names of the colours.</summary>
    public IReadOnlyList<(string Name, Rgb Color)> Legend { get; } = isChange
        ? [("found", Rgb.Right), ("falsely found", Rgb.Alarm), ("missed", Rgb.Missed)]
        : [("wrong class", Rgb.Wrong)];

    /// <summary>Draws the difference.</summary>
    /// <param name="image">The image below.</param>
    /// <param name="labels">Class of each pixel; negative where there is none.</param>
    /// <param name="predicted">Predicted class of each pixel.</param>
    public SheetPicture Draw(SheetPicture image, ReadOnlySpan<int> labels, ReadOnlySpan<int> predicted)
    {
        var pixels = new Rgb[image.Pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (label, said) = (labels[i], predicted[i]);
            var gray = (byte)((image.Pixels[i].Red + image.Pixels[i].Green + image.Pixels[i].Blue) / 3);
            pixels[i] = label < 0 ? Rgb.Nothing
                : isChange && label == 1 && said == 1 ? Rgb.Right
                : label == said ? new Rgb(gray, gray, gray).Mixed(Rgb.White, Faint)
                : isChange && label == 1 ? Rgb.Missed
                : isChange ? Rgb.Alarm
                : Rgb.Wrong;
        }

        return new SheetPicture(image.Width, image.Height, pixels) { IsMap = true };
    }

    /// <summary>How well labels and predictions agree, in a few words.</summary>
    /// <param name="labels">Class of each pixel; negative where there is none.</param>
    /// <param name="predicted">Predicted class of each pixel.</param>
    public string Describe(ReadOnlySpan<int> labels, ReadOnlySpan<int> predicted)
    {
        var (right, labelled, found, alarms, missed) = (0, 0, 0, 0, 0);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0)
            {
                continue;
            }

            labelled++;
            right += labels[i] == predicted[i] ? 1 : 0;
            found += labels[i] == 1 && predicted[i] == 1 ? 1 : 0;
            alarms += labels[i] != 1 && predicted[i] == 1 ? 1 : 0;
            missed += labels[i] == 1 && predicted[i] != 1 ? 1 : 0;
        }

        return labelled == 0 ? "no labels"
            : !isChange ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * right / labelled:0.0} % right")
            : found + alarms + missed == 0 ? "no change, none found"
            : string.Create(CultureInfo.InvariantCulture, $"F1 {200.0 * found / ((2 * found) + alarms + missed):0.0} %");
    }
}
