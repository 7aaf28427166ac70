// Runs HeidelTime over many documents in one process; peers.py calls it, with the jar as class path.
//
// Reads, each ended by a zero byte, a date (YYYY-MM-DD) and a text, as often as there are documents;
// writes the TimeML of each, ended by a zero byte. Its config.props is looked for where it is run.

import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;

public class HeidelTime {
    public static void main(String[] arguments) throws Exception {
        String[] parts = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\0");
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        System.setOut(System.err);
        HeidelTimeStandalone tagger = new HeidelTimeStandalone(
            Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, "config.props",
            POSTagger.TREETAGGER);
        SimpleDateFormat day = new SimpleDateFormat("yyyy-MM-dd");
        for (int at = 0; at + 1 < parts.length; at += 2) {
            out.print(tagger.process(parts[at + 1], day.parse(parts[at])) + "\0");
        }
    }
}
