namespace Skylite.Workbench.Previews;

/// <summary>Many small pictures on one: rows with captions under a title and headings, and a legend of colours at the end.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Headings">What the columns are; empty for none.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Legend">Names of colours.</param>
public sealed record ContactSheet(string Title, IReadOnlyList<string> Headings, IReadOnlyList<SheetRow> Rows, IReadOnlyList<(string Name, Rgb Color)> Legend)
{
    private const int Margin = 14;
    private const int Gap = 8;
    private const int Line = 14;
    private const int Swatch = 10;

    /// <summary>Side of the largest picture; smaller ones are enlarged by whole factors, larger ones shrunk.</summary>
    public int Side { get; init; } = 256;

    /// <summary>Draws the sheet.</summary>
    public Picture Draw()
    {
        var rows = Rows.Select(r => r with { Pictures = [.. r.Pictures.Select(Fit)] }).ToArray();
        var columns = rows.Max(r => r.Pictures.Count);
        var widths = Enumerable.Range(0, columns).Select(c => rows.Max(r => c < r.Pictures.Count ? r.Pictures[c].Width : 0)).ToArray();
        var width = Math.Max((2 * Margin) + widths.Sum() + (Gap * (columns - 1)), (2 * Margin) + 420);
        var legend = LegendLines(width);
        var height = (2 * Margin) + (2 * Line) + (Headings.Count > 0 ? Line : 0) + rows.Sum(HeightOf) + (legend.Count > 0 ? (legend.Count + 1) * Line : 0);
        var picture = new Picture(width, height);
        var y = Margin;
        picture.Write(Title, Margin, y, Rgb.Ink, (width - (2 * Margin)), 2 * PixelFont.Measure(Title) <= width - (2 * Margin) ? 2 : 1);
        y += 2 * Line;
        foreach (var (c, heading) in Headings.Index())
        {
            picture.Write(heading, Margin + widths.Take(c).Sum() + (Gap * c), y, Rgb.Gray, c < columns ? widths[c] : null);
        }

        y += Headings.Count > 0 ? Line : 0;
        foreach (var row in rows)
        {
            Draw(picture, row, widths, y);
            y += HeightOf(row);
        }

        DrawLegend(picture, legend, y + Line);
        return picture;
    }

    private static int HeightOf(SheetRow row) => (row.Caption.Length > 0 ? Line : 0) + row.Pictures.Max(p => p.Height) + (row.Names.Count > 0 ? Line : 0) + Gap;

    private static void Draw(Picture picture, SheetRow row, int[] widths, int y)
    {
        if (row.Caption.Length > 0)
        {
            picture.Write(row.Caption, Margin, y + 3, Rgb.Ink, picture.Width - (2 * Margin));
            y += Line;
        }

        var x = Margin;
        for (var c = 0; c < row.Pictures.Count; c++)
        {
            var image = row.Pictures[c];
            picture.Draw(image, x, y);
            if (c < row.Frames.Count && row.Frames[c] is { } frame)
            {
                picture.Frame(x, y, image.Width, image.Height, frame, 3);
            }

            if (c < row.Names.Count)
            {
                picture.Write(row.Names[c], x, y + row.Pictures.Max(p => p.Height) + 5, Rgb.Gray, widths[c]);
            }

            x += widths[c] + Gap;
        }
    }

    private static void DrawLegend(Picture picture, List<List<(string Name, Rgb Color)>> lines, int y)
    {
        foreach (var line in lines)
        {
            var x = Margin;
            foreach (var (name, color) in line)
            {
                picture.Fill(x, y, Swatch, Swatch, color);
                picture.Frame(x, y, Swatch, Swatch, Rgb.Gray);
                picture.Write(name, x + Swatch + 5, y + 1, Rgb.Ink, picture.Width - Margin - (x + Swatch + 5));
                x += EntryWidth(name);
            }

            y += Line;
        }
    }

    private static int EntryWidth(string name) => Swatch + 5 + PixelFont.Measure(name) + 16;

    private List<List<(string Name, Rgb Color)>> LegendLines(int width)
    {
        var lines = new List<List<(string, Rgb)>>();
        var room = 0;
        foreach (var entry in Legend)
        {
            if (room < EntryWidth(entry.Name))
            {
                lines.Add([]);
                room = width - (2 * Margin);
            }

            lines[^1].Add(entry);
            room -= EntryWidth(entry.Name);
        }

        return lines;
    }

    private SheetPicture Fit(SheetPicture image)
    {
        var longer = Math.Max(image.Width, image.Height);
        if (longer <= Side)
        {
            var factor = Math.Max(1, Side / longer);
            return image.Resized(image.Width * factor, image.Height * factor);
        }

        return image.Resized(Math.Max(1, image.Width * Side / longer), Math.Max(1, image.Height * Side / longer));
    }
}
