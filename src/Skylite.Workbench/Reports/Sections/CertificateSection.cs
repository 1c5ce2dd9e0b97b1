namespace Skylite.Workbench.Reports.Sections;

/// <summary>The proof that removal changed nothing that had not been silent already.</summary>
internal sealed class CertificateSection : IReportSection
{
    public string Id => "certificate";

    public string Title => "Certificate of pruning";

    public Markup? Render(ReportModel model) => model.Certificates.Count == 0
        ? null
        : Markup.Of($"""
            <p class="lead">Setting the parameters of the doomed channels to zero, taking the channels out, and running the result in ONNX Runtime must give the same outputs up to float noise: <b>masked ≡ removed ≡ ONNX Runtime</b>.</p>
            <div class="scroll"><table>
            <caption>Greatest difference between the outputs of the three networks, relative to their scale.</caption>
            <thead><tr><th scope="col">Step</th><th scope="col">Channels removed</th><th scope="col">masked − removed</th><th scope="col">removed − ONNX Runtime</th><th scope="col">Tolerance</th><th scope="col">Verdict</th></tr></thead>
            <tbody>{Markup.Join(model.Certificates.Select(Row))}</tbody>
            </table></div>
            """);

    private static Markup Row(CertificateRow row)
    {
        var other = row.RemovedVersusOnnxRuntime is { } runtime ? Markup.Of($"{runtime:0.0e+0}") : Figures.Missing;
        return Markup.Of($"<tr><th scope=\"row\">{row.Step}</th><td>{row.ChannelsRemoved:N0} of {row.Channels:N0}</td>"
            + $"<td>{row.MaskedVersusRemoved:0.0e+0}</td><td>{other}</td><td>{row.Tolerance:0.0e+0}</td>"
            + $"<td class=\"{(row.Holds ? "right" : "wrong")}\">{(row.Holds ? "✓ holds" : "✗ fails")}</td></tr>");
    }
}
